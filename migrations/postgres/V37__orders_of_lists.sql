-- For lists in the order of creation, and of users by login: they read and sorted all there is.
create index contact_by_created on crm.contact (created_at, contact_id) where deleted_at is null;
create index product_by_created on crm.product (created_at, product_id) where deleted_at is null;
create index app_user_by_created on crm.app_user (created_at, app_user_id);
create index app_user_by_login on crm.app_user (login, app_user_id);
-- Contracts without an end come last.
create index contract_by_end_order on crm.contract (coalesce(ends_on, date '9999-12-31'), contract_id) where deleted_at is null;

-- For CareRepository: what was accepted a month ago.
create index contract_by_fulfilment on crm.contract (fulfilled_on, contract_id) where fulfilled_on is not null and deleted_at is null;

-- What people type to find a record, in any script. Two indexes per table: pairs and single characters of Chinese,
-- Japanese and Korean, which write no spaces between words; and trigrams for everything else.
create function internal.searchable(variadic parts text[]) returns text
  language sql immutable parallel safe
  return lower(normalize(array_to_string(parts, ' '), nfkc) collate pg_catalog.pg_c_utf8);
comment on function internal.searchable is 'Texts in the one spelling in which they are compared: no capitals, no full-width forms.';

create function internal.cjk_terms(written text) returns text[]
  language sql immutable parallel safe strict
  return (
    select coalesce(array_agg(distinct substr(run.part[1], at, length)), '{}')
    from regexp_matches(written, '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+', 'g') as run (part)
      cross join lateral generate_series(1, length(run.part[1])) as at
      cross join (values (1), (2)) as size (length)
    where at + length - 1 <= length(run.part[1]));
comment on function internal.cjk_terms is 'Every character of those scripts, and every two that stand together.';

-- For TextSearch: the expressions are those of the repositories' searches.
create index account_search on crm.account using gin (internal.searchable(name, phone, website) public.gin_trgm_ops)
  where deleted_at is null;
create index account_search_cjk on crm.account using gin (internal.cjk_terms(internal.searchable(name, phone, website)))
  where deleted_at is null;
create index contact_search on crm.contact using gin (internal.searchable(name, email, phone, title) public.gin_trgm_ops)
  where deleted_at is null;
create index contact_search_cjk on crm.contact
  using gin (internal.cjk_terms(internal.searchable(name, email, phone, title))) where deleted_at is null;
create index opportunity_search on crm.opportunity using gin (internal.searchable(name) public.gin_trgm_ops)
  where deleted_at is null;
create index opportunity_search_cjk on crm.opportunity using gin (internal.cjk_terms(internal.searchable(name)))
  where deleted_at is null;

-- Stages that pipelines have lost stay for history.

create or replace view bi.stage (
  stage_id Int64 comment 'Key.',
  pipeline_id Int64 comment 'The pipeline.',
  ordinal Int16 comment 'Place in the pipeline, from 1.',
  name String comment 'Name.',
  category String comment 'OPEN, WON or LOST.',
  probability Int16 comment 'Probability of winning in percent.',
  forecast_category String comment 'OMITTED, PIPELINE, BEST_CASE, COMMIT or CLOSED.',
  create_allowed Bool comment 'Whether opportunities may begin here.',
  max_stay_days Nullable(Int32) comment 'Days after which an opportunity has stood here for too long; null for no limit.',
  stay_repeat_days Nullable(Int32) comment 'Days after which that is told again.',
  entry_criteria String comment 'What must be true to come in, as JSON.',
  exit_criteria String comment 'What must be true to go on, as JSON.',
  tasks String comment 'What there is to do in it, as JSON.',
  retired_at Nullable(DateTime64(6, 'UTC')) comment 'When the pipeline lost it; null while it is in force.',
  merged_into_id Nullable(Int64) comment 'The stage that took over.')
definer = current_user sql security definer
as select
  stage_id,
  pipeline_id,
  ordinal,
  name,
  category,
  probability,
  forecast_category,
  create_allowed,
  max_stay_days,
  stay_repeat_days,
  entry_criteria,
  exit_criteria,
  tasks,
  retired_at,
  merged_into_id
from cdc.stage final
where _deleted = 0
comment 'Stages of pipelines in their order, those in force and those of before.';

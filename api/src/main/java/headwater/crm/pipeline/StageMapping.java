package headwater.crm.pipeline;

import headwater.crm.shared.RecordRef;

/**
 * Where the opportunities of a stage go that the pipeline loses.
 *
 * @param from the stage left out
 * @param to one of the open stages that there will be
 */
public record StageMapping(RecordRef from, RecordRef to) {}

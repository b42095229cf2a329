package headwater.cdc.mapping;

import java.util.List;

/**
 * A published table.
 *
 * @param columns in catalog order
 * @param key names of the primary key's columns in the key's order; empty if it has none
 * @param fullIdentity whether changes carry the whole row before
 */
public record SourceTable(
        String name, List<SourceColumn> columns, List<String> key, boolean fullIdentity) {}

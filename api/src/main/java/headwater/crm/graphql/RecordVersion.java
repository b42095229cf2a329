package headwater.crm.graphql;

/** Which record, and the version that the caller's decision is based on. */
public record RecordVersion(String id, int expectedVersion) {}

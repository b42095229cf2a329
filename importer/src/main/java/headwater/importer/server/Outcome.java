package headwater.importer.server;

/** What became of a row. */
public enum Outcome {
    CREATED,
    EXISTING,
    REFUSED
}

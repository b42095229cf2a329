package headwater.crm.shared;

/** Which record of which kind. */
public record RecordKey(RecordType type, long id) {

    /**
     * @throws BadInput if the text is no typed id
     */
    public static RecordKey of(String id) {
        RecordType type =
                RecordType.of(id)
                        .orElseThrow(
                                () ->
                                        new BadInput(
                                                "\"%s\" is not an id; one looks like \"opp_2x9k\"."
                                                        .formatted(id)));
        return new RecordKey(type, type.decode(id));
    }

    /** Its typed id. */
    @Override
    public String toString() {
        return type.encode(id);
    }
}

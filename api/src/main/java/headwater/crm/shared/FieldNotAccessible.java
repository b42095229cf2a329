package headwater.crm.shared;

/** Something was filtered, sorted or counted by a field that the viewer may not read. */
public final class FieldNotAccessible extends HeadwaterException {

    /**
     * @param coordinate such as {@code Opportunity.amount}
     */
    public FieldNotAccessible(String coordinate) {
        super(
                "None of your roles lets you read %s, so nothing can be filtered, sorted or counted by it."
                        .formatted(coordinate));
    }
}

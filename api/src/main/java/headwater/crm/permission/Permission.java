package headwater.crm.permission;

/** What a role can allow beyond the rows it sees. */
public enum Permission {
    /** Create and change records. */
    RECORD_WRITE("record.write"),
    /** Give business instants other than now. */
    RECORD_BACKDATE("record.backdate"),
    /** Users, teams, products, pipelines, rates and the company's settings. */
    ADMINISTER("administer");

    private final String code;

    Permission(String code) {
        this.code = code;
    }

    @Override
    public String toString() {
        return code;
    }
}

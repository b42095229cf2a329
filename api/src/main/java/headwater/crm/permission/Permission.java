package headwater.crm.permission;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a role can allow beyond the rows it sees. */
public enum Permission {
    /** Give business instants other than now. */
    RECORD_BACKDATE("record.backdate"),
    /** Pools, and how leads are assigned. */
    POOL_MANAGE("pool.manage"),
    /** Say that money has arrived, and waive what is owed. */
    RECEIPT_CONFIRM("receipt.confirm"),
    /** Approve and pay what others have earned. */
    COMMISSION_PAY("commission.pay"),
    /** Move opportunities on though a stage asks for more. */
    STAGE_OVERRIDE("opportunity.stage.override"),
    /** Open again what was won or lost. */
    OPPORTUNITY_REOPEN("opportunity.reopen"),
    /** Users, teams, products, pipelines, rates and the company's settings. */
    ADMINISTER("administer");

    private final String code;

    Permission(String code) {
        this.code = code;
    }

    /** Those of the codes that this version knows. */
    public static Set<Permission> ofCodes(Set<String> codes) {
        return Arrays.stream(values())
                .filter(permission -> codes.contains(permission.code))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return code;
    }
}

package headwater.crm.shared;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of records with a typed id such as {@code opp_2x9k}: a prefix and the key in base 36.
 */
public enum RecordType {
    USER("usr", "User"),
    TEAM("team", "Team"),
    ACCOUNT("acc", "Account"),
    CONTACT("con", "Contact"),
    PRODUCT("prd", "Product"),
    PIPELINE("pip", "Pipeline"),
    STAGE("stg", "Stage"),
    OPPORTUNITY("opp", "Opportunity"),
    OPPORTUNITY_LINE("oln", "OpportunityLine"),
    OPPORTUNITY_CHANGE("och", "OpportunityChange"),
    CURRENCY_RATE("cur", "CurrencyRate"),
    ROLE("rol", "Role"),
    RECORD_SHARE("shr", "RecordShare"),
    SESSION("ses", "Session"),
    API_KEY("key", "ApiKey"),
    WORKING_CALENDAR("cal", "WorkingCalendar"),
    ABSENCE("abs", "Absence"),
    PRICE_BOOK("pbk", "PriceBook"),
    PRICE_BOOK_ENTRY("pbe", "PriceBookEntry"),
    QUOTE("quo", "Quote"),
    LEAD("lead", "Lead"),
    LEAD_SOURCE("src", "LeadSource"),
    LEAD_TOUCH("tch", "LeadTouch"),
    LEAD_CHANGE("lch", "LeadChange"),
    CAMPAIGN("cmp", "Campaign"),
    POOL("pool", "Pool"),
    ASSIGNMENT_RULE("asr", "AssignmentRule"),
    INTERACTION("act", "Interaction"),
    TASK("task", "Task"),
    CONTRACT("ctr", "Contract"),
    INSTALMENT("ins", "Instalment"),
    RECEIPT("rcp", "Receipt"),
    INVOICE("inv", "Invoice"),
    COMMISSION_PLAN("cpl", "CommissionPlan"),
    COMMISSION_ENTRY("com", "CommissionEntry"),
    APPROVAL_FLOW("afl", "ApprovalFlow"),
    APPROVAL("apv", "Approval"),
    APPROVAL_TASK("apt", "ApprovalTask"),
    COMMISSION_PAYOUT("cpo", "CommissionPayout"),
    LOST_REASON("lrs", "LostReason"),
    COMPETITOR("cmt", "Competitor"),
    ATTACHMENT("att", "Attachment"),
    DOCUMENT_TEMPLATE("dtp", "DocumentTemplate"),
    DOCUMENT("doc", "Document"),
    FINANCE_EVENT("fev", "FinanceEvent"),
    VOUCHER("vch", "Voucher");

    private final String prefix;
    private final String typeName;

    RecordType(String prefix, String typeName) {
        this.prefix = prefix;
        this.typeName = typeName;
    }

    /** Whether its records have owners, so that roles grant them row by row. */
    public boolean isOwned() {
        return switch (this) {
            case ACCOUNT,
                    CONTACT,
                    OPPORTUNITY,
                    LEAD,
                    CAMPAIGN,
                    QUOTE,
                    TASK,
                    CONTRACT,
                    RECEIPT,
                    INVOICE,
                    COMMISSION_ENTRY,
                    APPROVAL,
                    COMMISSION_PAYOUT,
                    FINANCE_EVENT,
                    VOUCHER ->
                    true;
            default -> false;
        };
    }

    /** Name of the type in schema.graphqls. */
    public String typeName() {
        return typeName;
    }

    public String encode(long key) {
        return prefix + "_" + Long.toString(key, 36);
    }

    /**
     * @throws BadInput if the text is no id of this type
     */
    public long decode(String id) {
        if (id.startsWith(prefix + "_")) {
            try {
                long key = Long.parseLong(id, prefix.length() + 1, id.length(), 36);
                if (key > 0) {
                    return key;
                }
            } catch (NumberFormatException ignored) {
                // falls through to the refusal, which names what would be right
            }
        }
        throw new BadInput(
                "\"%s\" is not the id of a record of type %s; such an id looks like \"%s\"."
                        .formatted(id, typeName, encode(3717)));
    }

    /** The type that an id claims to be of, by its prefix. */
    public static Optional<RecordType> of(String id) {
        return Arrays.stream(values()).filter(type -> id.startsWith(type.prefix + "_")).findFirst();
    }

    public static Optional<RecordType> ofTypeName(String typeName) {
        return Arrays.stream(values()).filter(type -> type.typeName.equals(typeName)).findFirst();
    }
}

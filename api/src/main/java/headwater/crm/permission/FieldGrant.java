package headwater.crm.permission;

/**
 * How far a role lets people into one field.
 *
 * @param field a coordinate of schema.graphqls such as {@code Opportunity.amount}
 */
public record FieldGrant(String field, FieldLevel level) {}

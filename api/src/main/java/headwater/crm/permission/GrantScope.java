package headwater.crm.permission;

/** Whose records a grant reaches. */
public enum GrantScope {
    OWN,
    /** Own ones and those of everybody below in the managers' tree. */
    SUBORDINATES,
    /** Those of the members of the person's team of today. */
    TEAM,
    /** Those of the members of the person's team of today and of all teams below it. */
    TEAM_TREE,
    /** Those of the members of one named team and of all teams below it. */
    LISTED_TEAM,
    ALL,
    /** None, whatever other roles grant. */
    DENIED
}

package headwater.crm.identity;

import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;

/** A part of the company; teams form a tree. */
public record Team(
        long id,
        String name,
        Kind kind,
        @Nullable Long parentId,
        @Nullable Long managerId,
        @Nullable String externalId,
        Stamp stamp)
        implements Stamped {

    /** What part of the company a team is. */
    public enum Kind {
        COMPANY,
        REGION,
        DEPARTMENT,
        TEAM
    }
}

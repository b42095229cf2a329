package headwater.crm.sharing;

import headwater.crm.permission.Action;
import headwater.crm.permission.GrantScope;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a person may do with a record, and why.
 *
 * @param allowed what he may do
 * @param grants what his roles say of this record, denials included
 * @param shares the shares of the record that reach him
 */
public record AccessExplanation(
        List<Action> allowed, List<Reason> grants, List<RecordShare> shares) {

    /**
     * One grant or denial.
     *
     * @param role key of the role
     * @param teamId the team that the grant names
     */
    public record Reason(String role, Action action, GrantScope scope, @Nullable Long teamId) {}
}

package headwater.crm.role;

import headwater.crm.permission.FieldGrant;
import headwater.crm.permission.Grant;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import java.util.List;

/**
 * A set of grants that people are given by its key.
 *
 * @param key such as SELLER; never changes
 * @param builtIn comes with the product and cannot be changed
 * @param fields of the fields that it names; the others are open to it
 * @param permissions codes of what it allows beyond rows
 */
public record Role(
        long id,
        String key,
        String name,
        String description,
        boolean builtIn,
        List<Grant> grants,
        List<FieldGrant> fields,
        List<String> permissions,
        Stamp stamp)
        implements Stamped {}

package headwater.crm.duplicate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the company makes of duplicates.
 *
 * @param accountName CRM_DUPLICATE_ACCOUNT_NAME: whether a second account of one name is refused
 *     (BLOCK), or can be confirmed (WARN)
 */
@ConfigurationProperties("crm.duplicates")
record DuplicateSettings(@DefaultValue("BLOCK") Policy accountName) {

    enum Policy {
        BLOCK,
        WARN
    }
}

package headwater.crm.shared;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a caller wants changed of a record.
 *
 * @param given names of the fields that he gave, whatever their values
 * @param apply makes the draft after out of the draft before
 */
public record Change<D>(Set<String> given, UnaryOperator<D> apply) {}

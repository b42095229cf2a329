/**
 * The registry of metric definitions and the compiler of metric questions.
 *
 * <p>Invariant: a figure has one definition, and every answer names its version. May not contain
 * values in SQL text: fragments come from the enums and the registry, values are bound.
 */
@NullMarked
package headwater.analytics.metric;

import org.jspecify.annotations.NullMarked;

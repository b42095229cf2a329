/**
 * The command {@code crm import}: arguments, the run, what a person sees, and the exit code.
 *
 * <p>No row is lost silently: each is counted as created, already there or refused, and a refused
 * one is in a file with its reason. Converts nothing and knows no GraphQL.
 */
@NullMarked
package headwater.importer.command;

import org.jspecify.annotations.NullMarked;

/**
 * Who is away, and with whose approval. A person's absences that stand never overlap. Reasons are
 * for the person and those above him.
 */
@NullMarked
package headwater.crm.absence;

import org.jspecify.annotations.NullMarked;

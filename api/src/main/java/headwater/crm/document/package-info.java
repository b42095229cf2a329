/**
 * Documents that are made of quotes and contracts: a Word template filled with what the record
 * says, as DOCX and PDF, kept with the values and a digest. Kinds of records say what they tell by
 * {@link headwater.crm.document.DocumentSource}; nothing here knows a quote or a contract.
 */
@NullMarked
package headwater.crm.document;

import org.jspecify.annotations.NullMarked;

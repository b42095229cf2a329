package headwater.crm.document;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

/**
 * What was made of a record by a template.
 *
 * @param aboutVersion of the record, as it was
 * @param templateVersion of the template, as it was
 * @param number of the record
 * @param wordId attachment that holds it as DOCX
 * @param pdfId attachment that holds it as PDF
 */
public record Document(
        long id,
        RecordKey about,
        int aboutVersion,
        long templateId,
        int templateVersion,
        String number,
        Language language,
        long wordId,
        long pdfId,
        Stamp stamp)
        implements Stamped {}

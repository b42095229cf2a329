package headwater.crm.quote;

import headwater.crm.permission.Viewer;

/** Says which quotes somebody must approve before they are sent. */
public interface QuoteApproval {

    /** Whether the quote, which is about to be submitted, waits for an approval. */
    boolean isNeeded(Viewer viewer, Quote quote);
}

package headwater.crm.quote.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Viewer;
import headwater.crm.quote.Quote;
import headwater.crm.quote.Quote.State;
import headwater.crm.quote.QuoteStateService;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class QuoteController {
    private final QuoteStateService service;

    QuoteController(QuoteStateService service) {
        this.service = service;
    }

    enum Outcome {
        ACCEPTED(State.ACCEPTED),
        REJECTED(State.REJECTED);

        private final State state;

        Outcome(State state) {
            this.state = state;
        }
    }

    record CloseQuoteInput(
            String id, int expectedVersion, Outcome outcome, @Nullable String reason) {}

    private interface Use {
        Quote of(Viewer viewer, long id, int expectedVersion);
    }

    @MutationMapping
    Payload<Quote> submitQuote(Viewer viewer, @Argument RecordVersion input) {
        return change(viewer, input, service::submit);
    }

    @MutationMapping
    Payload<Quote> withdrawQuote(Viewer viewer, @Argument RecordVersion input) {
        return change(viewer, input, service::withdraw);
    }

    @MutationMapping
    Payload<Quote> sendQuote(Viewer viewer, @Argument RecordVersion input) {
        return change(viewer, input, service::send);
    }

    @MutationMapping
    Payload<Quote> closeQuote(Viewer viewer, @Argument CloseQuoteInput input) {
        return Payload.of(
                () ->
                        service.close(
                                viewer,
                                RecordType.QUOTE.decode(input.id()),
                                input.expectedVersion(),
                                input.outcome().state,
                                input.reason()));
    }

    @MutationMapping
    Payload<Quote> createQuoteRevision(Viewer viewer, @Argument RecordVersion input) {
        return change(viewer, input, service::revise);
    }

    private static Payload<Quote> change(Viewer viewer, RecordVersion input, Use use) {
        return Payload.of(
                () -> use.of(viewer, RecordType.QUOTE.decode(input.id()), input.expectedVersion()));
    }
}

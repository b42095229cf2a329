package headwater.crm.payment.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.payment.Invoice;
import headwater.crm.payment.InvoiceService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class InvoiceController {
    private final InvoiceService service;

    InvoiceController(InvoiceService service) {
        this.service = service;
    }

    record VoidInvoiceInput(String id, int expectedVersion, String reason) {}

    @MutationMapping
    Payload<Invoice> voidInvoice(Viewer viewer, @Argument VoidInvoiceInput input) {
        return Payload.of(
                () ->
                        service.invalidate(
                                viewer,
                                RecordType.INVOICE.decode(input.id()),
                                input.expectedVersion(),
                                input.reason()));
    }
}

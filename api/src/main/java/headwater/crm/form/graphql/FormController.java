package headwater.crm.form.graphql;

import headwater.crm.form.FormMetadata;
import headwater.crm.form.FormService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@Controller
class FormController {
    private final FormService service;

    FormController(FormService service) {
        this.service = service;
    }

    @QueryMapping
    FormMetadata formMetadata(Viewer viewer, @Argument RecordType type) {
        return service.form(viewer, type);
    }
}

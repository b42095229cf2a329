package headwater.crm.form.graphql;

import headwater.crm.form.FormMetadata;
import headwater.crm.form.FormMetadata.FormField;
import headwater.crm.form.FormMetadata.Option;
import headwater.crm.form.FormService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
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

    @SchemaMapping(typeName = "FormMetadata", field = "labelEn")
    String english(FormMetadata form) {
        return form.label().en();
    }

    @SchemaMapping(typeName = "FormMetadata", field = "labelZh")
    String chinese(FormMetadata form) {
        return form.label().zh();
    }

    @SchemaMapping(typeName = "FormField", field = "labelEn")
    String english(FormField field) {
        return field.label().en();
    }

    @SchemaMapping(typeName = "FormField", field = "labelZh")
    String chinese(FormField field) {
        return field.label().zh();
    }

    @SchemaMapping(typeName = "FormOption", field = "labelEn")
    String english(Option option) {
        return option.label().en();
    }

    @SchemaMapping(typeName = "FormOption", field = "labelZh")
    String chinese(Option option) {
        return option.label().zh();
    }
}

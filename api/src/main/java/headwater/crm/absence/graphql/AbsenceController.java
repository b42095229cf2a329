package headwater.crm.absence.graphql;

import headwater.crm.absence.Absence;
import headwater.crm.absence.AbsenceDraft;
import headwater.crm.absence.AbsenceService;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.Set;

@Controller
class AbsenceController {
    private final AbsenceService service;

    AbsenceController(AbsenceService service) {
        this.service = service;
    }

    @QueryMapping
    @Nullable Absence absence(Viewer viewer, @Argument String id) {
        return service.byIds(viewer, Set.of(RecordType.ABSENCE.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Absence> absences(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Absence> createAbsence(Viewer viewer, @Argument AbsenceDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Absence> approveAbsence(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.approve(
                                viewer,
                                RecordType.ABSENCE.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    Payload<Absence> cancelAbsence(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.cancel(
                                viewer,
                                RecordType.ABSENCE.decode(input.id()),
                                input.expectedVersion()));
    }
}

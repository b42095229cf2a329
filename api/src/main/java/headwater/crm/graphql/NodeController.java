package headwater.crm.graphql;

import headwater.crm.permission.Viewer;
import headwater.crm.record.Records;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordKey;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Query.node: any record by its id. */
@Controller
class NodeController {
    private final Records records;

    NodeController(Records records) {
        this.records = records;
    }

    @QueryMapping
    @Nullable Identified node(Viewer viewer, @Argument String id) {
        return records.find(viewer, RecordKey.of(id));
    }
}

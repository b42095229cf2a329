package headwater.crm.approval;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The steps that one approval takes: those of its flow that its figures ask for. */
record Course(List<ApprovalNode> nodes) {

    static Course of(List<ApprovalNode> flow, Map<Measure, BigDecimal> values) {
        return new Course(flow.stream().filter(node -> node.isAsked(values)).toList());
    }

    /** The first step after a given one; 0 asks for the very first. */
    OptionalInt after(int step) {
        return nodes.stream().mapToInt(ApprovalNode::step).filter(each -> each > step).min();
    }

    List<ApprovalNode> at(int step) {
        return nodes.stream().filter(node -> node.step() == step).toList();
    }
}

package headwater.crm.opportunity;

import headwater.crm.pipeline.Criterion;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What a criterion asks for, to be read by who has to meet it. */
record GateText(String en, String zh) {
    private static final Map<String, GateText> FIELDS =
            Map.of(
                    "account", new GateText("customer", "客户"),
                    "contact", new GateText("contact", "联系人"),
                    "amount", new GateText("amount", "金额"),
                    "closeOn", new GateText("expected close date", "预计成交日期"),
                    "lines", new GateText("products", "产品明细"));
    private static final Map<String, GateText> INTERACTIONS =
            Map.of(
                    "CALL", new GateText("calls", "电话"),
                    "VISIT", new GateText("visits", "拜访"),
                    "MEETING", new GateText("meetings", "会议"),
                    "EMAIL", new GateText("e-mails", "邮件"),
                    "WECOM_MESSAGE", new GateText("WeCom messages", "企业微信消息"),
                    "NOTE", new GateText("notes", "备注"));
    private static final GateText ANY = new GateText("interactions", "跟进");

    static GateText of(Criterion criterion) {
        return switch (criterion.kind()) {
            case FIELD_FILLED -> {
                GateText field = named(FIELDS, criterion.field());
                yield new GateText("fill in the " + field.en(), "填写" + field.zh());
            }
            case AMOUNT_ABOVE ->
                    new GateText(
                            "an amount above " + criterion.above(), "金额大于 " + criterion.above());
            case CLOSE_DATE_AHEAD ->
                    new GateText("an expected close date of today or later", "预计成交日期不早于今天");
            case DECISION_MAKER -> new GateText("know a decision maker", "有决策者联系人");
            case APPROVED_QUOTE -> new GateText("an approved quote", "有已审批的报价");
            case SIGNED_CONTRACT -> new GateText("a signed contract", "有已签署的合同");
            case INTERACTIONS -> {
                GateText kind = named(INTERACTIONS, criterion.interaction());
                yield new GateText(
                        "%d %s since the stage was entered".formatted(criterion.count(), kind.en()),
                        "进入本阶段后至少 %d 次%s".formatted(criterion.count(), kind.zh()));
            }
            case NO_RUNNING_APPROVAL ->
                    new GateText("no approval of its quotes and contracts runs", "报价和合同没有进行中的审批");
        };
    }

    private static GateText named(Map<String, GateText> names, @Nullable String name) {
        return name == null ? ANY : names.getOrDefault(name, new GateText(name, name));
    }
}

package headwater.crm.demo;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordRef;

import java.util.List;
import java.util.Random;

/** What the parts of the demo company agree on. */
final class Demo {
    static final Viewer MAKER = Viewer.system(Door.SYSTEM, "demo");

    static final List<String> SELLERS =
            List.of(
                    "wang.fang",
                    "zhao.lei",
                    "chen.jing",
                    "liu.yang",
                    "sun.hao",
                    "james.miller",
                    "sofia.rossi",
                    "zhou.min");

    /** Each with the list price in the company's currency. */
    static final List<Product> PRODUCTS =
            List.of(
                    new Product("云仓 CloudDepot", "平台 Platform", 48_000),
                    new Product("智仓 SmartStore", "平台 Platform", 86_000),
                    new Product("边缘网关 EdgeGate", "设备 Devices", 9_800),
                    new Product("温控探头 ThermoProbe", "设备 Devices", 1_250),
                    new Product("实施服务 Rollout", "服务 Services", 30_000),
                    new Product("年度维护 Care Plan", "服务 Services", 12_000));

    static final int ACCOUNTS = 60;

    record Product(String name, String family, int listPrice) {}

    private Demo() {}

    /** The same numbers at every start; each part of the company has its own row of them. */
    static Random random(String part) {
        return new Random(part.hashCode());
    }

    static RecordRef ref(String externalId) {
        return new RecordRef(null, externalId, null);
    }

    static String accountId(int number) {
        return "demo:account:" + number;
    }

    static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

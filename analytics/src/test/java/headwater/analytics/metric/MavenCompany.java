package headwater.analytics.metric;

import headwater.analytics.Deal;
import headwater.analytics.WarehouseFixture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads the public CRM Sales Opportunities set; ids are given in the order of appearance. */
final class MavenCompany {

    private final WarehouseFixture warehouse = WarehouseFixture.company();
    private final Map<String, Long> users = new LinkedHashMap<>();
    private final Map<String, Long> teamOfAgent = new LinkedHashMap<>();
    private final Map<String, Long> teams = new LinkedHashMap<>();
    private final Map<String, Long> products = new LinkedHashMap<>();
    private final Map<String, Long> accounts = new LinkedHashMap<>();
    private long deals;

    private MavenCompany() {}

    static WarehouseFixture load(Path folder) {
        MavenCompany company = new MavenCompany();
        lines(folder, "sales_teams.csv").forEach(company::agent);
        lines(folder, "accounts.csv").forEach(company::account);
        lines(folder, "products.csv").forEach(company::product);
        lines(folder, "sales_pipeline.csv").forEach(company::deal);
        return company.warehouse;
    }

    private void agent(String[] line) {
        Long manager = users.computeIfAbsent(line[1], name -> user(name, null));
        Long region = teams.computeIfAbsent(line[2], name -> team("REGION", name, null));
        teamOfAgent.put(
                line[0], teams.computeIfAbsent(line[1], name -> team("TEAM", name, region)));
        users.put(line[0], user(line[0], manager));
    }

    private void account(String[] line) {
        accounts.put(line[0], accounts.size() + 1L);
        warehouse.account(accounts.size(), line[1]);
    }

    private void product(String[] line) {
        products.put(line[0], products.size() + 1L);
        warehouse.product(products.size(), line[0]);
    }

    private void deal(String[] line) {
        Deal deal =
                warehouse.deal(++deals).owner(users.get(line[1])).team(teamOfAgent.get(line[1]));
        if (!line[3].isEmpty()) {
            deal.account(accounts.get(line[3]));
        }
        String product = line[2].equals("GTXPro") ? "GTX Pro" : line[2];
        boolean won = line[4].equals("Won");
        deal.line(products.get(product), won ? line[7] : "0");
        deal.created(line[5].isEmpty() ? "2018-06-01" : line[5]);
        if (won) {
            deal.amount(line[7]).won(line[6]);
        } else if (line[4].equals("Lost")) {
            deal.lost(line[6]);
        }
    }

    private long user(String name, Long managerId) {
        long id = users.size() + 100;
        warehouse.user(id, name, managerId);
        return id;
    }

    private long team(String kind, String name, Long parentId) {
        long id = teams.size() + 1;
        warehouse.team(id, kind, name, parentId);
        return id;
    }

    private static List<String[]> lines(Path folder, String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

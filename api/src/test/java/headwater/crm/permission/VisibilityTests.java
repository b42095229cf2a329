package headwater.crm.permission;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.permission.Organisation.Account;
import headwater.crm.permission.Organisation.Person;
import headwater.crm.permission.Organisation.Role;
import headwater.crm.permission.Organisation.Rule;
import headwater.crm.permission.Organisation.Share;
import headwater.crm.permission.Organisation.Team;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random companies, in which people change teams, managers, roles and shares: after every change
 * everybody sees through every door exactly what an oracle says, and can change no more.
 */
@Api
class VisibilityTests {
    private static final String PASSWORD = "a long password";
    private static final int TEAMS = 5;
    private static final int PEOPLE = 8;
    private static final int ACCOUNTS = 24;
    private static final int CHANGES = 12;

    private static final String DOORS =
            """
            query($prefix: String!, $owner: ID!) {
              list: accounts(first: 100, filter: { name: { startsWith: $prefix } }) {
                nodes { id } totalCount { value }
              }
              sorted: accounts(last: 100, orderBy: { field: NAME }, filter: { name: { contains: $prefix } }) {
                nodes { id }
              }
              deals: opportunities(first: 100, filter: { name: { startsWith: $prefix } }) {
                nodes { account { id } }
              }
              owned: accounts(first: 100, filter: { owner: { in: [$owner] }, name: { startsWith: $prefix } }) {
                nodes { id }
              }
            }
            """;

    @Autowired private Company company;

    private final Organisation organisation = new Organisation();
    private final Map<Person, HttpGraphQlTester> signedIn = new HashMap<>();
    private HttpGraphQlTester admin;
    private Random random;
    private String prefix;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyDoorShowsWhatTheOracleSays(long seed) {
        random = new Random(seed);
        admin = company.admin();
        prefix = company.unique("Seen") + " ";
        found();
        compare("at first, seed " + seed);

        for (int change = 0; change < CHANGES; change++) {
            String what = change();
            compare(what + ", seed " + seed);
        }
    }

    private void found() {
        for (int i = 0; i < TEAMS; i++) {
            team();
        }
        for (int i = 0; i < 6; i++) {
            role();
        }
        for (int i = 0; i < PEOPLE; i++) {
            person();
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            account();
        }
        for (int i = 0; i < 6; i++) {
            share();
        }
    }

    private void compare(String when) {
        for (Person person : organisation.people) {
            Set<String> visible = organisation.visible(person);
            HttpGraphQlTester who = signedIn.get(person);
            Person owner = Organisation.any(random, organisation.people);
            Response answer =
                    who.document(DOORS)
                            .variable("prefix", prefix)
                            .variable("owner", owner.id)
                            .execute();

            String about = person.login + " " + when;
            assertThat(ids(answer, "list")).as(about).isEqualTo(visible);
            assertThat(ids(answer, "sorted")).as(about).isEqualTo(visible);
            assertThat(nested(answer)).as(about).isEqualTo(visible);
            assertThat(ids(answer, "owned")).as(about).isEqualTo(ownedBy(owner, visible));
            answer.path("list.totalCount.value").entity(Integer.class).isEqualTo(visible.size());
            for (int i = 0; i < 3; i++) {
                Account account = Organisation.any(random, organisation.accounts);
                compareOne(who, person, account, visible.contains(account.id), about);
            }
        }
    }

    private void compareOne(
            HttpGraphQlTester who, Person person, Account account, boolean visible, String about) {
        Response one =
                who.document("query($id: ID!) { account(id: $id) { id } node(id: $id) { id } }")
                        .variable("id", account.id)
                        .execute();
        for (String door : List.of("account", "node")) {
            if (visible) {
                one.path(door + ".id").entity(String.class).isEqualTo(account.id);
            } else {
                one.path(door).valueIsNull();
            }
        }
        assertThat(allowed(person, account))
                .as(about + " with " + account.name)
                .isEqualTo(expected(person, account));
        assertThat(canWrite(who, account))
                .as(about + " writes " + account.name)
                .isEqualTo(visible && organisation.may(person, "UPDATE", account));
    }

    private Set<String> expected(Person person, Account account) {
        Set<String> actions = new HashSet<>();
        for (String action : List.of("READ", "UPDATE")) {
            if (organisation.may(person, action, account)) {
                actions.add(action);
            }
        }
        return actions;
    }

    private Set<String> allowed(Person person, Account account) {
        return Set.copyOf(
                admin.document(
                                "query($user: ID!, $record: ID!) { explainAccess(user: $user, record: $record) { allowed } }")
                        .variable("user", person.id)
                        .variable("record", account.id)
                        .execute()
                        .path("explainAccess.allowed")
                        .entityList(String.class)
                        .get());
    }

    /** Tries, with a version that no record has, so that nothing changes. */
    private static boolean canWrite(HttpGraphQlTester who, Account account) {
        List<String> codes = new ArrayList<>();
        who.document(
                        "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { account { id } userErrors { code } } }")
                .variable(
                        "input",
                        Map.of("id", account.id, "expectedVersion", 99, "name", account.name))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                errors.forEach(
                                        error ->
                                                codes.add(
                                                        String.valueOf(
                                                                error.getExtensions()
                                                                        .get("code")))));
        assertThat(codes).hasSize(1).isSubsetOf("CONFLICT", "NOT_FOUND", "FORBIDDEN");
        return codes.contains("CONFLICT");
    }

    private Set<String> ownedBy(Person owner, Set<String> visible) {
        Set<String> ids = new HashSet<>();
        organisation.accounts.stream()
                .filter(account -> account.owner == owner && visible.contains(account.id))
                .forEach(account -> ids.add(account.id));
        return ids;
    }

    private static Set<String> ids(Response answer, String list) {
        return Set.copyOf(answer.path(list + ".nodes[*].id").entityList(String.class).get());
    }

    /** Everybody sees every deal, and its account if he may see that. */
    private static Set<String> nested(Response answer) {
        Set<String> ids =
                new HashSet<>(
                        answer.path("deals.nodes[*].account.id").entityList(String.class).get());
        answer.path("deals.nodes").entityList(Object.class).hasSize(ACCOUNTS);
        return ids;
    }

    private String change() {
        Person person = Organisation.any(random, organisation.people);
        return switch (random.nextInt(6)) {
            case 0 -> {
                person.roles.clear();
                person.roles.add(Organisation.any(random, organisation.roles));
                update(person, Map.of("roles", keys(person)));
                yield "a new role";
            }
            case 1 -> {
                Person manager = Organisation.any(random, organisation.people);
                if (manager != person && !manager.isBelow(person)) {
                    person.manager = manager;
                    update(person, Map.of("manager", Map.of("id", manager.id)));
                }
                yield "a new manager";
            }
            case 2 -> {
                Role role = Organisation.any(random, organisation.roles);
                rules(role);
                mutate(
                        "updateRole",
                        "UpdateRoleInput",
                        Map.of(
                                "id", role.id,
                                "expectedVersion", role.version++,
                                "grants", grants(role)),
                        "role { id }");
                yield "a changed role";
            }
            case 3 -> {
                Account account = Organisation.any(random, organisation.accounts);
                Person owner = Organisation.any(random, organisation.people);
                account.owner = owner;
                Integer version =
                        admin.document("query($id: ID!) { account(id: $id) { version } }")
                                .variable("id", account.id)
                                .execute()
                                .path("account.version")
                                .entity(Integer.class)
                                .get();
                mutate(
                        "updateAccount",
                        "UpdateAccountInput",
                        Map.of(
                                "id",
                                account.id,
                                "expectedVersion",
                                version,
                                "owner",
                                Map.of("id", owner.id)),
                        "account { id }");
                yield "a new owner";
            }
            case 4 -> {
                share();
                yield "a share";
            }
            default -> {
                unshare();
                yield "the end of shares";
            }
        };
    }

    private void team() {
        Team team = new Team();
        Map<String, Object> input = new HashMap<>();
        input.put("name", company.unique("Team"));
        input.put("kind", "TEAM");
        if (!organisation.teams.isEmpty()) {
            team.parent = Organisation.any(random, organisation.teams);
            input.put("parent", Map.of("id", team.parent.id));
        }
        team.id = company.create(admin, "Team", input);
        organisation.teams.add(team);
    }

    private void role() {
        Role role = new Role();
        role.key = company.unique("RANDOM").replace(' ', '_');
        rules(role);
        role.id =
                company.create(
                        admin,
                        "Role",
                        Map.of("key", role.key, "name", role.key, "grants", grants(role)));
        organisation.roles.add(role);
    }

    /** Every action is granted by most roles; a denial is rare, or nobody would see anything. */
    private void rules(Role role) {
        Set<Rule> rules = new HashSet<>();
        for (String action : List.of("READ", "READ", "UPDATE")) {
            int number = random.nextInt(Organisation.SCOPES.size() + 4);
            String scope =
                    number < Organisation.SCOPES.size()
                            ? Organisation.SCOPES.get(number)
                            : Organisation.SCOPES.get(number - Organisation.SCOPES.size() + 1);
            Team team =
                    scope.equals("LISTED_TEAM")
                            ? Organisation.any(random, organisation.teams)
                            : null;
            rules.add(new Rule(action, scope, team));
        }
        role.rules.clear();
        role.rules.addAll(rules);
    }

    private static List<Map<String, Object>> grants(Role role) {
        List<Map<String, Object>> grants = new ArrayList<>();
        grants.add(Map.of("object", "OPPORTUNITY", "action", "READ", "scope", "ALL"));
        for (Rule rule : role.rules) {
            Map<String, Object> grant = new HashMap<>();
            grant.put("object", "ACCOUNT");
            grant.put("action", rule.action());
            grant.put("scope", rule.scope());
            if (rule.team() != null) {
                grant.put("team", rule.team().id);
            }
            grants.add(grant);
        }
        return grants;
    }

    private void person() {
        Person person = new Person();
        person.login = company.unique("somebody").replace(' ', '.');
        person.roles.add(Organisation.any(random, organisation.roles));
        Role second = Organisation.any(random, organisation.roles);
        if (!person.roles.contains(second)) {
            person.roles.add(second);
        }
        Map<String, Object> input = new HashMap<>();
        input.put("login", person.login);
        input.put("name", person.login);
        input.put("password", PASSWORD);
        input.put("roles", keys(person));
        if (random.nextInt(4) > 0) {
            person.team = Organisation.any(random, organisation.teams);
            input.put("team", Map.of("id", person.team.id));
        }
        if (!organisation.people.isEmpty() && random.nextInt(4) > 0) {
            person.manager = Organisation.any(random, organisation.people);
            input.put("manager", Map.of("id", person.manager.id));
        }
        person.id = company.create(admin, "User", input);
        organisation.people.add(person);
        signedIn.put(person, company.as(person.login, PASSWORD));
    }

    private void account() {
        Account account = new Account();
        account.name = company.unique(prefix);
        account.owner = Organisation.any(random, organisation.people);
        account.id =
                company.create(
                        admin,
                        "Account",
                        Map.of("name", account.name, "owner", Map.of("id", account.owner.id)));
        organisation.accounts.add(account);
        company.create(
                admin,
                "Opportunity",
                Map.of("name", account.name, "account", Map.of("id", account.id)));
    }

    private void share() {
        Account account = Organisation.any(random, organisation.accounts);
        boolean edit = random.nextBoolean();
        Person person = Organisation.any(random, organisation.people);
        Team team = Organisation.any(random, organisation.teams);
        Role role = Organisation.any(random, organisation.roles);
        Share share;
        Map<String, Object> with;
        switch (random.nextInt(4)) {
            case 0 -> {
                share = new Share(person, null, false, null, edit);
                with = Map.of("user", person.id);
            }
            case 1 -> {
                share = new Share(null, team, false, null, edit);
                with = Map.of("team", team.id);
            }
            case 2 -> {
                share = new Share(null, team, true, null, edit);
                with = Map.of("teamAndBelow", team.id);
            }
            default -> {
                share = new Share(null, null, false, role, edit);
                with = Map.of("role", role.key);
            }
        }
        // Sharing again with the same replaces what was there.
        account.shares.removeIf(
                old ->
                        old.person() == share.person()
                                && old.team() == share.team()
                                && old.teamsBelow() == share.teamsBelow()
                                && old.role() == share.role());
        account.shares.add(share);
        mutate(
                "shareRecord",
                "ShareRecordInput",
                Map.of("record", account.id, "with", with, "level", edit ? "EDIT" : "READ"),
                "share { id }");
    }

    private void unshare() {
        for (Account account : organisation.accounts) {
            if (account.shares.isEmpty() || random.nextBoolean()) {
                continue;
            }
            account.shares.clear();
            List<String> shares =
                    admin.document("query($id: ID!) { recordShares(record: $id) { id } }")
                            .variable("id", account.id)
                            .execute()
                            .path("recordShares[*].id")
                            .entityList(String.class)
                            .get();
            assertThat(shares).isNotEmpty();
            shares.forEach(
                    id ->
                            mutate(
                                    "unshareRecord",
                                    "UnshareRecordInput",
                                    Map.of("id", id),
                                    "share { id }"));
        }
    }

    private void update(Person person, Map<String, Object> change) {
        Integer version =
                admin.document("query($id: ID!) { user(id: $id) { version } }")
                        .variable("id", person.id)
                        .execute()
                        .path("user.version")
                        .entity(Integer.class)
                        .get();
        Map<String, Object> input = new HashMap<>(change);
        input.put("id", person.id);
        input.put("expectedVersion", version);
        mutate("updateUser", "UpdateUserInput", input, "user { id }");
    }

    private void mutate(
            String mutation, String inputType, Map<String, Object> input, String selection) {
        admin.document(
                        "mutation($input: %s!) { %s(input: $input) { %s userErrors { code message } } }"
                                .formatted(inputType, mutation, selection))
                .variable("input", input)
                .execute()
                .path(mutation + ".userErrors")
                .entityList(Object.class)
                .hasSize(0);
    }

    private static List<String> keys(Person person) {
        return person.roles.stream().map(role -> role.key).toList();
    }
}

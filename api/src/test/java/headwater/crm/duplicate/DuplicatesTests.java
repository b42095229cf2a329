package headwater.crm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.StatementCount;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Nobody enters a company twice, whichever door he takes and however he writes it. */
@Api
class DuplicatesTests {
    private static final String PASSWORD = "a long password";
    private static final String ERRORS =
            "userErrors { code field message duplicates { key object id name department custody reason } }";
    private static final String[] CHARACTERS = {
        "鑫", "隆", "泰", "瑞", "丰", "祥", "茂", "盛", "凯", "达", "宇", "晟", "澜", "峻", "柏", "铭", "辰", "禾",
        "睿", "琛"
    };

    @Autowired private Company company;
    @Autowired private StatementCount statements;
    @Autowired private DSLContext db;
    @Autowired private KeyBackfill backfill;

    private final JsonMapper json = new JsonMapper();
    private HttpGraphQlTester admin;

    @BeforeEach
    void signIn() {
        admin = company.admin();
    }

    @Test
    void refusesTheSameNameInAnotherSpelling() {
        String name = name();
        String id = create("Account", Map.of("name", name + "（中国）有限公司")).path("id").asString();

        JsonNode error = refused("Account", Map.of("name", " " + name + "(中国) 有限公司"));

        assertThat(error.path("code").asString()).isEqualTo("DUPLICATE");
        assertThat(texts(error.path("field"))).containsExactly("input", "name");
        JsonNode hit = error.at("/duplicates/0");
        assertThat(hit.path("id").asString()).isEqualTo(id);
        assertThat(hit.path("key").asString()).isEqualTo(id);
        assertThat(hit.path("name").asString()).isEqualTo(name + "（中国）有限公司");
        assertThat(hit.path("object").asString()).isEqualTo("ACCOUNT");
        assertThat(hit.path("custody").asString()).isEqualTo("OWNED");
        assertThat(hit.path("reason").asString()).isEqualTo("NAME");
        assertThat(accounts(name)).isEqualTo(1);
    }

    @Test
    void refusesASecondCompanyWithOneCodeWhateverItsName() {
        String name = name();
        String code = code();
        create(
                "Account",
                Map.of("name", name, "uscc", " " + code.toLowerCase(java.util.Locale.ROOT)));

        JsonNode errors = errors("Account", Map.of("name", name, "uscc", code));

        assertThat(codes(errors)).containsExactly("DUPLICATE uscc USCC");
        assertThat(codes(errors("Account", Map.of("name", name(), "uscc", code))))
                .containsExactly("DUPLICATE uscc USCC");
        assertThat(accounts(name)).isEqualTo(1);
    }

    @Test
    void explainsACodeThatIsNone() {
        JsonNode error = refused("Account", Map.of("name", name(), "uscc", "914403001922038217"));

        assertThat(error.path("code").asString()).isEqualTo("INVALID_USCC");
        assertThat(texts(error.path("field"))).containsExactly("input", "uscc");
    }

    @Test
    void letsSimilarNamesPassOnceConfirmedWithAReason() {
        String name = name() + "精密";
        String first =
                create("Account", Map.of("name", "上海" + name + "有限公司")).path("id").asString();
        Map<String, Object> branch = new HashMap<>(Map.of("name", "苏州市" + name + "股份有限公司"));

        JsonNode warning = refused("Account", branch);
        branch.put("confirmDuplicates", List.of(first));
        JsonNode withoutReason = refused("Account", branch);
        branch.put("duplicateReason", "苏州工厂是独立法人");
        String made = create("Account", branch).path("id").asString();

        assertThat(warning.path("code").asString()).isEqualTo("POSSIBLE_DUPLICATE");
        assertThat(warning.at("/duplicates/0/reason").asString()).isEqualTo("SIMILAR_NAME");
        assertThat(warning.at("/duplicates/0/id").asString()).isEqualTo(first);
        assertThat(withoutReason.path("code").asString()).isEqualTo("REQUIRED");
        assertThat(
                        db.fetchOne(
                                        "select match_id, matched_by, reason from crm.duplicate_confirmation where object = 'Account' and record_id = ?",
                                        key(made))
                                .intoList())
                .containsExactly(key(first), "SIMILAR_NAME", "苏州工厂是独立法人");
    }

    @Test
    void numbersTellCompaniesApart() {
        String name = name();
        create("Account", Map.of("name", name + "第111工厂"));

        JsonNode others = errors("Account", Map.of("name", name + "第1111工厂"));
        JsonNode alike = errors("Account", Map.of("name", "南京" + name + "第111工厂"));

        assertThat(others).isEmpty();
        assertThat(codes(alike)).containsExactly("POSSIBLE_DUPLICATE name SIMILAR_NAME");
    }

    @Test
    void noConfirmationPassesTheSameName() {
        String name = name();
        String id = create("Account", Map.of("name", name)).path("id").asString();

        JsonNode error =
                refused(
                        "Account",
                        Map.of(
                                "name",
                                name,
                                "confirmDuplicates",
                                List.of(id),
                                "duplicateReason",
                                "我确定"));

        assertThat(error.path("code").asString()).isEqualTo("DUPLICATE");
        assertThat(accounts(name)).isEqualTo(1);
    }

    @Test
    void warnsOfOneTelephoneAcrossAccountsAndContactsButNotWithinACompany() {
        String phone = phone();
        String account =
                create("Account", Map.of("name", name(), "phone", "0" + phone))
                        .path("id")
                        .asString();

        String colleague =
                create(
                                "Contact",
                                Map.of(
                                        "name",
                                        "王芳",
                                        "phone",
                                        "+86 " + phone,
                                        "account",
                                        Map.of("id", account)))
                        .path("id")
                        .asString();
        JsonNode stranger = errors("Contact", Map.of("name", "李雷", "phone", "+86 " + phone));
        JsonNode other = errors("Account", Map.of("name", name(), "phone", "86" + phone));

        assertThat(ids(stranger)).containsExactlyInAnyOrder(account, colleague);
        assertThat(ids(other)).containsExactlyInAnyOrder(account, colleague);
        assertThat(codes(stranger)).containsExactly("POSSIBLE_DUPLICATE phone PHONE");
    }

    @Test
    void warnsOfOneMailAddressInOtherLetters() {
        String mail = "li.lei." + phone() + "@example.cn";
        create("Contact", Map.of("name", "李雷", "email", mail));

        JsonNode errors =
                errors(
                        "Contact",
                        Map.of("name", "L. Li", "email", mail.toUpperCase(java.util.Locale.ROOT)));

        assertThat(codes(errors)).containsExactly("POSSIBLE_DUPLICATE email EMAIL");
    }

    @Test
    void asksForAChangedKeyOnly() {
        String taken = name();
        create("Account", Map.of("name", taken));
        JsonNode mine = create("Account", Map.of("name", name()));
        db.execute(
                "update crm.account set name_key = ? where account_id = ?",
                NameKey.exact(taken),
                key(mine.path("id").asString()));

        JsonNode touched = update(mine, Map.of("industry", "机械"));
        JsonNode renamed = update(mine, 2, Map.of("name", taken));

        assertThat(codes(touched.path("userErrors"))).isEmpty();
        assertThat(codes(renamed.path("userErrors"))).containsExactly("DUPLICATE name NAME");
    }

    @Test
    void comesBackFromTheBinOnlyWhileItsNameIsFree() {
        String name = name();
        JsonNode old = create("Account", Map.of("name", name, "uscc", code()));
        binned("delete", old, 1);
        JsonNode successor = create("Account", Map.of("name", name));

        JsonNode refused = binned("restore", old, 2);
        binned("delete", successor, 1);
        JsonNode restored = binned("restore", old, 2);

        assertThat(codes(refused.path("userErrors"))).containsExactly("DUPLICATE name NAME");
        assertThat(codes(restored.path("userErrors"))).isEmpty();
        assertThat(accounts(name)).isEqualTo(1);
    }

    @Test
    void aBatchCannotPass() {
        String name = name();

        JsonNode batch =
                run(
                                "mutation($input: CreateAccountsInput!) { createAccounts(input: $input) { results { account { id } %s } } }"
                                        .formatted(ERRORS),
                                Map.of(
                                        "rows",
                                        List.of(
                                                Map.of("name", name),
                                                Map.of("name", name + "。"),
                                                Map.of("name", name()))))
                        .at("/createAccounts/results");

        assertThat(batch.at("/0/userErrors")).isEmpty();
        assertThat(codes(batch.at("/1/userErrors"))).containsExactly("DUPLICATE name NAME");
        assertThat(texts(batch.at("/1/userErrors/0/field")))
                .containsExactly("input", "rows", "1", "name");
        assertThat(batch.at("/1/userErrors/0/duplicates/0/id"))
                .isEqualTo(batch.at("/0/account/id"));
        assertThat(batch.at("/2/userErrors")).isEmpty();
        assertThat(accounts(name)).isEqualTo(1);
    }

    @Test
    void anImportCannotPassAndTellsWhichRowWasTheDuplicate() {
        String name = name();

        JsonNode results =
                run(
                                "mutation($input: ImportAccountsInput!) { importAccounts(input: $input) { results { outcome id %s } } }"
                                        .formatted(ERRORS),
                                Map.of(
                                        "rows",
                                        List.of(
                                                Map.of("externalId", name + 1, "name", name),
                                                Map.of("externalId", name + 2, "name", name),
                                                Map.of("externalId", name + 1, "name", name))))
                        .at("/importAccounts/results");

        assertThat(texts(results, "outcome")).containsExactly("CREATED", "REFUSED", "EXISTING");
        assertThat(codes(results.at("/1/userErrors"))).containsExactly("DUPLICATE name NAME");
        assertThat(results.at("/2/id")).isEqualTo(results.at("/0/id"));
    }

    @Test
    void ofTwentyWhoEnterOneCompanyAtOnceOneWins() throws Exception {
        String name = name();

        List<JsonNode> answers = together(20, () -> attempt(Map.of("name", name + "有限公司")));

        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.path("userErrors").isEmpty()))
                .allSatisfy(
                        answer ->
                                assertThat(codes(answer.path("userErrors")))
                                        .containsExactly("DUPLICATE name NAME"));
        assertThat(accounts(name)).isEqualTo(1);
    }

    @Test
    void ofTwentyWhoEnterOneCodeAtOnceOneWins() throws Exception {
        String code = code();

        List<JsonNode> answers =
                together(20, () -> attempt(Map.of("name", name() + "有限公司", "uscc", code)));

        assertThat(answers.stream().filter(answer -> answer.path("userErrors").isEmpty()))
                .hasSize(1);
        assertThat(db.fetch("select 1 from crm.account where uscc = ?", code).size()).isEqualTo(1);
    }

    @Test
    void aSellerLearnsOfAHiddenMatchNoMoreThanThatItIsThere() {
        String name = name();
        String phone = phone();
        HttpGraphQlTester owner = seller("苏州" + name);
        String hidden =
                company.create(
                        owner,
                        "Account",
                        Map.of("name", name + "有限公司", "phone", "0" + phone, "industry", "秘密"));
        HttpGraphQlTester seller = seller("无锡" + name);
        HttpGraphQlTester third = seller("常州" + name);

        Map<String, Object> input = new HashMap<>(Map.of("name", name(), "phone", "0" + phone));
        JsonNode error = answer(seller, "Account", input).at("/userErrors/0");
        JsonNode hit = error.at("/duplicates/0");
        JsonNode toAnother = answer(third, "Account", input).at("/userErrors/0/duplicates/0");
        input.put("confirmDuplicates", List.of(hit.path("key").asString()));
        input.put("duplicateReason", "同一栋楼的前台");
        JsonNode ofAnother = answer(third, "Account", input);
        JsonNode passed = answer(seller, "Account", input);

        assertThat(hit.path("id").isNull()).isTrue();
        assertThat(hit.path("name").asString()).contains("****").doesNotContain(name);
        assertThat(hit.path("department").asString()).isEqualTo("苏州" + name);
        assertThat(hit.path("custody").asString()).isEqualTo("OWNED");
        assertThat(error.toString()).doesNotContain(hidden, name + "有限公司", "秘密", phone);
        assertThat(hit.path("key")).isNotEqualTo(toAnother.path("key"));
        assertThat(codes(ofAnother.path("userErrors")))
                .containsExactly("POSSIBLE_DUPLICATE phone PHONE");
        assertThat(passed.path("userErrors")).isEmpty();
    }

    @Test
    void fillsInTheKeysOfRecordsThatWereThereBefore() {
        String name = name();
        String id =
                create("Account", Map.of("name", name, "phone", "0" + phone()))
                        .path("id")
                        .asString();
        String contact =
                create("Contact", Map.of("name", "王芳", "email", phone() + "@Example.cn"))
                        .path("id")
                        .asString();
        String accountKeys =
                "select name_key, fuzzy_name_key, phone_key, domain_key from crm.account where account_id = ?";
        List<Object> keys = db.fetchOne(accountKeys, key(id)).intoList();
        db.execute(
                "update crm.account set name_key = null, fuzzy_name_key = null, phone_key = null, key_version = 0 where account_id = ?",
                key(id));
        db.execute(
                "update crm.contact set email_key = null, key_version = 0 where contact_id = ?",
                key(contact));

        backfill.run(null);

        assertThat(db.fetchOne(accountKeys, key(id)).intoList()).isEqualTo(keys);
        assertThat(codes(errors("Account", Map.of("name", name)))).hasSize(1);
        assertThat(
                        db.fetchOne(
                                        "select version, key_version, email_key is not null from crm.contact where contact_id = ?",
                                        key(contact))
                                .intoList())
                .containsExactly(1, (short) 1, true);
    }

    @Test
    void comparesWithOneStatementPerKindOfRecord() {
        Map<String, Object> input = Map.of("name", name(), "phone", "0" + phone(), "uscc", code());
        statements.take();

        create("Account", input);

        // The locks; accounts; contacts.
        assertThat(
                        statements.take().stream()
                                .filter(
                                        sql ->
                                                sql.contains("pg_advisory_xact_lock")
                                                        || sql.contains("phone_key\" =")))
                .hasSize(3);
    }

    private HttpGraphQlTester seller(String team) {
        String login = company.user("SELLER", PASSWORD);
        String id =
                run(
                                "mutation($input: CreateTeamInput!) { createTeam(input: $input) { team { id } userErrors { message } } }",
                                Map.of("name", team, "kind", "TEAM"))
                        .at("/createTeam/team/id")
                        .asString();
        db.execute(
                "insert into crm.team_membership (team_id, app_user_id, valid_from) select ?, app_user_id, '2020-01-01' from crm.app_user where login = ?",
                key(id),
                login);
        return company.as(login, PASSWORD);
    }

    private static List<JsonNode> together(int people, Callable<JsonNode> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(people)) {
            List<JsonNode> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(people, work))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private JsonNode attempt(Map<String, ?> input) {
        return answer(admin, "Account", input);
    }

    private JsonNode create(String type, Map<String, ?> input) {
        JsonNode answer = answer(admin, type, input);
        assertThat(answer.path("userErrors")).as(answer.toString()).isEmpty();
        return answer.path(type.equals("Account") ? "account" : "contact");
    }

    private JsonNode errors(String type, Map<String, ?> input) {
        return answer(admin, type, input).path("userErrors");
    }

    private JsonNode refused(String type, Map<String, ?> input) {
        JsonNode errors = errors(type, input);
        assertThat(errors).as(errors.toString()).hasSize(1);
        return errors.get(0);
    }

    private JsonNode answer(HttpGraphQlTester who, String type, Map<String, ?> input) {
        String field = type.equals("Account") ? "account" : "contact";
        return run(
                        who,
                        "mutation($input: Create%1$sInput!) { create%1$s(input: $input) { %2$s { id version } %3$s } }"
                                .formatted(type, field, ERRORS),
                        input)
                .path("create" + type);
    }

    private JsonNode update(JsonNode account, Map<String, ?> changes) {
        return update(account, 1, changes);
    }

    private JsonNode update(JsonNode account, int version, Map<String, ?> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("id", account.path("id").asString());
        input.put("expectedVersion", version);
        return run(
                        "mutation($input: UpdateAccountInput!) { updateAccount(input: $input) { %s } }"
                                .formatted(ERRORS),
                        input)
                .path("updateAccount");
    }

    private JsonNode binned(String verb, JsonNode account, int version) {
        String mutation = verb + "Account";
        return run(
                        "mutation($input: DeleteRecordInput!) { %s(input: $input) { account { version } %s } }"
                                .formatted(mutation, ERRORS),
                        Map.of("id", account.path("id").asString(), "expectedVersion", version))
                .path(mutation);
    }

    private JsonNode run(String document, Map<String, ?> input) {
        return run(admin, document, input);
    }

    private JsonNode run(HttpGraphQlTester who, String document, Map<String, ?> input) {
        return json.valueToTree(
                who.document(document)
                        .variable("input", input)
                        .execute()
                        .path("")
                        .entity(Map.class)
                        .get());
    }

    private int accounts(String name) {
        return db.fetch(
                        "select 1 from crm.account where name like ? and deleted_at is null",
                        "%" + name + "%")
                .size();
    }

    private static List<String> ids(JsonNode errors) {
        return errors.valueStream()
                .flatMap(error -> error.path("duplicates").valueStream())
                .map(hit -> hit.path("id").asString())
                .toList();
    }

    /** Code, last step of the path, reason of the first hit. */
    private static List<String> codes(JsonNode errors) {
        return errors.valueStream()
                .map(
                        error ->
                                error.path("code").asString()
                                        + " "
                                        + texts(error.path("field")).getLast()
                                        + " "
                                        + error.at("/duplicates/0/reason").asString())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(row -> row.path(field).asString()).toList();
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }

    /** A name of eight characters that no other test has. */
    private static String name() {
        StringBuilder name = new StringBuilder();
        ThreadLocalRandom.current()
                .ints(8, 0, CHARACTERS.length)
                .forEach(i -> name.append(CHARACTERS[i]));
        return name.toString();
    }

    /** A number in Suzhou, without the zero before its area code. */
    private static String phone() {
        return "512" + ThreadLocalRandom.current().nextInt(60_000_000, 69_999_999);
    }

    /**
     * A right code that no company has: weights 3^i, check character so that all add up to 0 modulo
     * 31.
     */
    private static String code() {
        String characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        StringBuilder code = new StringBuilder("91320500MA");
        ThreadLocalRandom.current().ints(7, 0, 31).forEach(i -> code.append(characters.charAt(i)));
        int[] weights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += characters.indexOf(code.charAt(i)) * weights[i];
        }
        return code.append(characters.charAt((31 - sum % 31) % 31)).toString();
    }
}

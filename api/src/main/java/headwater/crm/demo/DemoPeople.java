package headwater.crm.demo;

import headwater.crm.identity.Team;
import headwater.crm.identity.TeamDraft;
import headwater.crm.identity.TeamService;
import headwater.crm.identity.UserDraft;
import headwater.crm.identity.UserService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.List;

/** The demo company's people and teams: one who can sign in for every role. */
@Component
class DemoPeople {
    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

    private final UserService users;
    private final TeamService teams;

    DemoPeople(UserService users, TeamService teams) {
        this.users = users;
        this.teams = teams;
    }

    /** Nobody but the administrator. */
    boolean isEmptyInstallation() {
        return users.count(Demo.MAKER) <= 1;
    }

    void hire(String password) {
        team("公司 Company", Team.Kind.COMPANY, null);
        team("华东大区 East China", Team.Kind.REGION, "公司 Company");
        team("国际大区 International", Team.Kind.REGION, "公司 Company");
        team("上海一组 Shanghai", Team.Kind.TEAM, "华东大区 East China");
        team("海外组 Overseas", Team.Kind.TEAM, "国际大区 International");

        user("han.mei", "韩梅 Han Mei", password, "SALES_DIRECTOR", null, "公司 Company");
        user("li.wei", "李伟 Li Wei", password, "MANAGER", "han.mei", "上海一组 Shanghai");
        user("anna.keller", "Anna Keller", password, "MANAGER", "han.mei", "海外组 Overseas");
        user("wang.fang", "王芳 Wang Fang", password, "SELLER", "li.wei", "上海一组 Shanghai");
        user("zhao.lei", "赵磊 Zhao Lei", password, "SELLER", "li.wei", "上海一组 Shanghai");
        user("chen.jing", "陈静 Chen Jing", password, "SELLER", "li.wei", "上海一组 Shanghai");
        user("liu.yang", "刘洋 Liu Yang", password, "SELLER", "li.wei", "上海一组 Shanghai");
        user("sun.hao", "孙浩 Sun Hao", password, "SELLER", "anna.keller", "海外组 Overseas");
        user("james.miller", "James Miller", password, "SELLER", "anna.keller", "海外组 Overseas");
        user("sofia.rossi", "Sofia Rossi", password, "SELLER", "anna.keller", "海外组 Overseas");
        user("zhou.min", "周敏 Zhou Min", password, "SELLER", "anna.keller", "海外组 Overseas");
        user("lin.yue", "林悦 Lin Yue", password, "MARKETING", null, "公司 Company");
        user("he.ping", "何平 He Ping", password, "SERVICE", null, "公司 Company");
        user("tang.rui", "唐瑞 Tang Rui", password, "FINANCE", null, "公司 Company");
        user("gu.ning", "顾宁 Gu Ning", password, "LEGAL", null, "公司 Company");
        user("nora.weiss", "Nora Weiss", password, "AUDITOR", null, null);
        user("erp", "ERP", password, "INTEGRATION", null, null);
        user("david.park", "David Park", password, "EXECUTIVE", null, null);
        user("emma.clark", "Emma Clark", password, "VIEWER", null, null);
    }

    private void team(String name, Team.Kind kind, @Nullable String parent) {
        teams.create(
                Demo.MAKER,
                new TeamDraft(
                        name, kind, parent == null ? null : Demo.ref(parent), null, name, null));
    }

    private void user(
            String login,
            String name,
            String password,
            String role,
            @Nullable String manager,
            @Nullable String team) {
        users.create(
                Demo.MAKER,
                new UserDraft(
                        login,
                        name,
                        login + "@demo.example",
                        password,
                        manager == null ? null : Demo.ref(manager),
                        List.of(role),
                        team == null ? null : Demo.ref(team),
                        SINCE,
                        true,
                        null,
                        login,
                        null));
    }
}

package headwater.crm.permission;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A random company and, by the plainest of means, who may do what with which record in it: what the
 * queries must come to. Knows nothing of the product's classes.
 */
final class Organisation {
    static final List<String> SCOPES =
            List.of("OWN", "SUBORDINATES", "TEAM", "TEAM_TREE", "LISTED_TEAM", "ALL", "DENIED");

    /** A role's grant on accounts. */
    record Rule(String action, String scope, Team team) {}

    static final class Team {
        String id;
        Team parent;

        boolean isWithin(Team other) {
            for (Team team = this; team != null; team = team.parent) {
                if (team == other) {
                    return true;
                }
            }
            return false;
        }
    }

    static final class Role {
        String id;
        String key;
        int version = 1;
        final List<Rule> rules = new ArrayList<>();
    }

    static final class Person {
        String id;
        String login;
        Person manager;
        Team team;
        final List<Role> roles = new ArrayList<>();

        boolean isBelow(Person other) {
            for (Person above = manager; above != null; above = above.manager) {
                if (above == other) {
                    return true;
                }
            }
            return false;
        }
    }

    static final class Account {
        String id;
        String name;
        Person owner;
        final List<Share> shares = new ArrayList<>();
    }

    /** With exactly one of a person, a team and a role. */
    record Share(Person person, Team team, boolean teamsBelow, Role role, boolean edit) {
        boolean reaches(Person someone) {
            if (person != null) {
                return person == someone;
            }
            if (role != null) {
                return someone.roles.contains(role);
            }
            return someone.team != null
                    && (teamsBelow ? someone.team.isWithin(team) : someone.team == team);
        }
    }

    final List<Team> teams = new ArrayList<>();
    final List<Role> roles = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();

    /** Whether the person may do this with the account. */
    boolean may(Person person, String action, Account account) {
        return granted(person, action, account) && granted(person, "READ", account);
    }

    private boolean granted(Person person, String action, Account account) {
        List<Rule> rules =
                person.roles.stream()
                        .flatMap(role -> role.rules.stream())
                        .filter(rule -> rule.action().equals(action))
                        .toList();
        if (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.scope().equals("DENIED"))) {
            return false;
        }
        return rules.stream().anyMatch(rule -> reaches(rule, person, account.owner))
                || account.shares.stream()
                        .anyMatch(
                                share ->
                                        share.reaches(person)
                                                && (action.equals("READ") || share.edit()));
    }

    private static boolean reaches(Rule rule, Person person, Person owner) {
        return switch (rule.scope()) {
            case "OWN" -> owner == person;
            case "SUBORDINATES" -> owner == person || owner.isBelow(person);
            case "TEAM" -> owner.team != null && owner.team == person.team;
            case "TEAM_TREE" ->
                    person.team != null && owner.team != null && owner.team.isWithin(person.team);
            case "LISTED_TEAM" -> owner.team != null && owner.team.isWithin(rule.team());
            case "ALL" -> true;
            default -> throw new IllegalArgumentException(rule.scope());
        };
    }

    Set<String> visible(Person person) {
        Set<String> ids = new HashSet<>();
        for (Account account : accounts) {
            if (may(person, "READ", account)) {
                ids.add(account.id);
            }
        }
        return ids;
    }

    static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

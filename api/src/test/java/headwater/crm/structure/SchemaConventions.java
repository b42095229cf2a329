package headwater.crm.structure;

import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;

import headwater.crm.structure.Sdl.Field;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How Headwater's schema is written. Each convention tells what breaks it: {@code Type.field} and
 * what would be right.
 */
enum SchemaConventions {
    TYPES_ARE_PASCAL_CASE {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.types().types().keySet().stream()
                    .filter(name -> !name.matches("([A-Z][a-z0-9]+)+"))
                    .map(name -> name + ": write types in PascalCase");
        }
    },
    FIELDS_ARE_CAMEL_CASE {
        @Override
        Stream<String> problems(Sdl sdl) {
            return SchemaNames.fieldsAndArguments(sdl)
                    .filter(path -> !path.matches(".*\\.[a-z][a-zA-Z0-9]*"))
                    .map(path -> path + ": write fields and arguments in camelCase");
        }
    },
    ENUM_VALUES_ARE_CAPITALS {
        @Override
        Stream<String> problems(Sdl sdl) {
            return SchemaNames.enumValues(sdl)
                    .filter(path -> !path.matches(".*\\.[A-Z][A-Z0-9_]*"))
                    .map(path -> path + ": write enum values in CAPITALS");
        }
    },
    FIELDS_DO_NOT_REPEAT_THEIR_TYPE {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fields()
                    .filter(
                            at ->
                                    at.field()
                                            .getName()
                                            .matches(decapitalized(at.type()) + "[A-Z].*"))
                    .map(at -> at.path() + ": leave out the name of the type");
        }
    },
    EVERYTHING_IS_DESCRIBED {
        @Override
        Stream<String> problems(Sdl sdl) {
            return SchemaNames.undescribed(sdl).map(path -> path + ": describe it");
        }
    },
    DESCRIPTIONS_SAY_WHAT_IS_NEEDED {
        @Override
        Stream<String> problems(Sdl sdl) {
            return Stream.concat(sdl.fieldsOf("Query"), sdl.fieldsOf("Mutation"))
                    .filter(at -> !at.description().matches("(?s).*\\bNeeds \\S.*"))
                    .map(at -> at.path() + ": say who may, as in \"Needs READ on Account.\"");
        }
    },
    DESCRIPTIONS_SAY_THE_COST {
        @Override
        Stream<String> problems(Sdl sdl) {
            Stream<String> questions =
                    sdl.fieldsOf("Query")
                            .filter(at -> !at.description().contains("Cost: "))
                            .map(at -> at.path() + ": say \"Cost: …\"");
            Stream<String> dear =
                    sdl.fields()
                            .filter(at -> at.field().hasDirective("cost"))
                            .filter(at -> !at.description().contains(points(at.field())))
                            .map(at -> at.path() + ": say its " + points(at.field()));
            return Stream.concat(questions, dear);
        }
    },
    CONNECTIONS_HAVE_ONE_SHAPE {
        private static final List<String> PARTS =
                List.of(
                        "edges: [%sEdge!]!",
                        "nodes: [%s!]!", "pageInfo: PageInfo!", "totalCount: Count");

        @Override
        Stream<String> problems(Sdl sdl) {
            Stream<String> connections =
                    ending(sdl, "Connection")
                            .filter(
                                    type ->
                                            !shape(type)
                                                    .equals(parts(PARTS, base(type, "Connection"))))
                            .map(
                                    type ->
                                            type.getName()
                                                    + ": have exactly "
                                                    + parts(PARTS, base(type, "Connection")));
            Stream<String> edges =
                    ending(sdl, "Edge")
                            .filter(
                                    type ->
                                            !shape(type)
                                                    .containsAll(
                                                            List.of(
                                                                    "node: "
                                                                            + base(type, "Edge")
                                                                            + "!",
                                                                    "cursor: String!")))
                            .map(
                                    type ->
                                            type.getName()
                                                    + ": have node: %s! and cursor: String!"
                                                            .formatted(base(type, "Edge")));
            return Stream.concat(connections, edges);
        }
    },
    CONNECTIONS_ARE_ASKED_FOR_BY_PAGES {
        @Override
        Stream<String> problems(Sdl sdl) {
            List<String> pages =
                    List.of("first: Int", "after: String", "last: Int", "before: String");
            return sdl.fields()
                    .filter(at -> at.returns().matches("\\w+Connection!?"))
                    .filter(at -> !Sdl.arguments(at.field()).containsAll(pages))
                    .map(at -> at.path() + ": take the arguments " + pages);
        }
    },
    LISTS_CAN_BE_FILTERED_AND_ORDERED {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fieldsOf("Query")
                    .filter(at -> at.returns().endsWith("Connection!"))
                    .filter(at -> !Sdl.arguments(at.field()).containsAll(narrowing(at)))
                    .map(at -> at.path() + ": take the arguments " + narrowing(at));
        }

        private static List<String> narrowing(Field at) {
            String record = at.returns().replace("Connection!", "");
            return List.of("filter: " + record + "Filter", "orderBy: [" + record + "Order!]");
        }
    },
    ORDERS_AND_FILTERS_HAVE_ONE_SHAPE {
        @Override
        Stream<String> problems(Sdl sdl) {
            Set<String> ordered = SchemaNames.usedAs(sdl, "orderBy");
            Set<String> filtered = SchemaNames.usedAs(sdl, "filter");
            filtered.remove("AnalyticsFilter");
            return sdl.types().getTypes(InputObjectTypeDefinition.class).stream()
                    .flatMap(
                            type -> {
                                String name = type.getName();
                                List<String> right =
                                        ordered.contains(name)
                                                ? List.of(
                                                        "field: " + name + "Field!",
                                                        "direction: SortDirection!")
                                                : filtered.contains(name)
                                                        ? List.of(
                                                                "and: [" + name + "!]",
                                                                "or: [" + name + "!]",
                                                                "not: " + name)
                                                        : List.of();
                                return Sdl.inputs(type.getInputValueDefinitions())
                                                .containsAll(right)
                                        ? Stream.empty()
                                        : Stream.of(name + ": have " + right);
                            });
        }
    },
    LISTS_ARE_CONNECTIONS_OR_STATE_THEIR_LIMIT {
        private static final Set<String> BOUND_ELSEWHERE =
                // By the page, by the input, by the number of roles.
                Set.of("edges", "nodes", "userErrors", "field", "roles");

        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fields()
                    .filter(at -> at.returns().startsWith("["))
                    .filter(at -> !BOUND_ELSEWHERE.contains(at.field().getName()))
                    .filter(at -> !at.description().matches("(?s).*at most [\\d,]+.*"))
                    .map(at -> at.path() + ": be a connection, or say \"at most …\"");
        }
    },
    INPUTS_SAY_WHAT_THEY_ARE {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.types().getTypes(InputObjectTypeDefinition.class).stream()
                    .map(InputObjectTypeDefinition::getName)
                    .filter(name -> !name.matches("\\w+(Input|Filter|Order|Ref)"))
                    .map(name -> name + ": end in Input (Filter, Order or Ref)");
        }
    },
    MUTATIONS_BEGIN_WITH_A_VERB {
        private static final Pattern VERB =
                Pattern.compile(
                        "(activate|add|allocate|amend|approve|assign|cancel|change|capture|claim|close|confirm|convert|create|decide|delete|disable"
                                + "|disqualify|enable|end|extend|fulfil|grant|import|lock|mark|merge|move|record|refresh|reject|release|remove"
                                + "|rename|reopen|reset|restore|reverse|revoke|rotate|send|set|share|sign|start|submit|terminate|transfer"
                                + "|unlock|unshare|update|void|waive|withdraw)[A-Z]\\w*");

        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fieldsOf("Mutation")
                    .filter(at -> !VERB.matcher(at.field().getName()).matches())
                    .map(at -> at.path() + ": begin with a verb that SchemaConventions knows");
        }
    },
    MUTATIONS_TAKE_ONE_INPUT_AND_ANSWER_WITH_A_PAYLOAD {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fieldsOf("Mutation")
                    .filter(
                            at ->
                                    !String.join(",", Sdl.arguments(at.field()))
                                                    .matches("(input: \\w+Input!)?")
                                            || !at.returns().matches("\\w+Payload!"))
                    .map(at -> at.path() + ": be (input: …Input!): …Payload!, or take nothing");
        }
    },
    PAYLOADS_TELL_ERRORS_AND_CAN_BE_EMPTY {
        @Override
        Stream<String> problems(Sdl sdl) {
            return ending(sdl, "Payload")
                    .flatMap(
                            type ->
                                    shape(type).contains("userErrors: [UserError!]!")
                                            ? mandatory(type)
                                            : Stream.of(
                                                    type.getName()
                                                            + ": have userErrors: [UserError!]!"));
        }

        private static Stream<String> mandatory(ObjectTypeDefinition type) {
            return type.getFieldDefinitions().stream()
                    .filter(field -> Sdl.text(field.getType()).matches("\\w+!"))
                    .map(
                            field ->
                                    type.getName()
                                            + "."
                                            + field.getName()
                                            + ": be nullable, since a mutation may be refused");
        }
    },
    RECORDS_ARE_REFERRED_TO_NOT_THEIR_IDS {
        // A row of the warehouse, which knows the record's key and name and not the record.
        private static final Set<String> EXCEPTIONS = Set.of("FunnelStage.stage");

        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fields()
                    .filter(at -> !Set.of("id", "externalId").contains(at.field().getName()))
                    .filter(at -> !EXCEPTIONS.contains(at.path()))
                    .filter(
                            at ->
                                    at.field().getName().matches(".*Ids?")
                                            || Sdl.name(at.field().getType()).equals("ID"))
                    .map(at -> at.path() + ": return the record, not its id");
        }
    },
    IDS_ARE_NO_NUMBERS {
        @Override
        Stream<String> problems(Sdl sdl) {
            return SchemaNames.typed(sdl)
                    .filter(typed -> typed.matches("\\S+\\.(id|ids|\\w+Ids?): \\[?Int\\b.*"))
                    .map(typed -> typed + ": ids are of type ID");
        }
    },
    RECORDS_ARE_NODES_WITH_A_VERSION {
        private static final Set<String> EXCEPTIONS =
                // Read only through their record; a part of its pipeline, whose version counts.
                Set.of("RecordShare", "Stage");

        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.objects()
                    .filter(type -> !EXCEPTIONS.contains(type.getName()))
                    .filter(
                            type ->
                                    isNode(type)
                                            != shape(type)
                                                    .containsAll(
                                                            List.of("id: ID!", "version: Int!")))
                    .map(
                            type ->
                                    type.getName()
                                            + ": implement Node, with id: ID! and version: Int!");
        }
    },
    DEPRECATIONS_NAME_A_DAY {
        @Override
        Stream<String> problems(Sdl sdl) {
            return SchemaNames.deprecations(sdl)
                    .filter(
                            at ->
                                    !at.getValue()
                                            .matches(
                                                    "(?s).*Removed after \\d{4}-\\d{2}-\\d{2}\\..*"))
                    .map(
                            at ->
                                    at.getKey()
                                            + ": say what to use, and \"Removed after 2027-04-01.\"");
        }
    },
    FIELDS_HAVE_A_PERMISSION_CLASS {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fields()
                    .filter(at -> accessClass(at).isEmpty())
                    .map(at -> at.path() + ": give it or its type @access(class: …)");
        }
    },
    FIELDS_THAT_CAN_BE_TAKEN_AWAY_ARE_NULLABLE {
        @Override
        Stream<String> problems(Sdl sdl) {
            return sdl.fields()
                    .filter(at -> accessClass(at).equals("FIELD"))
                    .filter(at -> at.field().getType() instanceof NonNullType)
                    .map(at -> at.path() + ": be nullable, since roles may take it away");
        }
    };

    /** What breaks this convention. */
    abstract Stream<String> problems(Sdl sdl);

    private static Stream<ObjectTypeDefinition> ending(Sdl sdl, String end) {
        return sdl.objects().filter(type -> type.getName().endsWith(end));
    }

    private static String base(ObjectTypeDefinition type, String end) {
        return type.getName().substring(0, type.getName().length() - end.length());
    }

    private static List<String> parts(List<String> parts, String base) {
        return parts.stream().map(part -> part.formatted(base)).toList();
    }

    private static List<String> shape(ObjectTypeDefinition type) {
        return type.getFieldDefinitions().stream()
                .map(field -> field.getName() + ": " + Sdl.text(field.getType()))
                .toList();
    }

    private static boolean isNode(ObjectTypeDefinition type) {
        return type.getImplements().stream().anyMatch(one -> Sdl.name(one).equals("Node"));
    }

    private static String decapitalized(ObjectTypeDefinition type) {
        return type.getName().substring(0, 1).toLowerCase(Locale.ROOT)
                + type.getName().substring(1);
    }

    private static String points(FieldDefinition field) {
        var value =
                (graphql.language.IntValue)
                        field.getDirectives("cost").getFirst().getArgument("points").getValue();
        return value.getValue() + " points";
    }

    private static String accessClass(Field at) {
        var directives =
                at.field().hasDirective("access")
                        ? at.field().getDirectives("access")
                        : at.type().getDirectives("access");
        return directives.isEmpty()
                ? ""
                : ((graphql.language.EnumValue)
                                directives.getFirst().getArgument("class").getValue())
                        .getName();
    }
}

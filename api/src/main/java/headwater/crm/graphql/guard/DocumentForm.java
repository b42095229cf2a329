package headwater.crm.graphql.guard;

import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What can be counted in a document without a schema, each node once. */
final class DocumentForm {
    private static final Set<String> ROOT_TYPES = Set.of("Query", "Mutation");
    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    private final Map<String, Integer> rootFields = new HashMap<>();
    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
    private @Nullable Field introspection;
    private int aliases;
    private int directives;

    private DocumentForm() {}

    static DocumentForm of(Document document) {
        var form = new DocumentForm();
        Deque<Node<?>> open = new ArrayDeque<>();
        open.add(document);
        while (!open.isEmpty()) {
            Node<?> node = open.pop();
            form.count(node);
            for (Node<?> child : node.getChildren()) {
                open.push(child);
            }
        }
        document.getDefinitions().forEach(form::countRoots);
        return form;
    }

    private void count(Node<?> node) {
        if (node instanceof DirectivesContainer<?> carrier) {
            directives += carrier.getDirectives().size();
        }
        if (node instanceof Field field) {
            aliases += field.getAlias() == null ? 0 : 1;
            if (INTROSPECTION.contains(field.getName())) {
                introspection = field;
            }
        }
    }

    private void countRoots(Definition<?> definition) {
        if (definition instanceof OperationDefinition operation) {
            operations.add(operation.getOperation());
            countRoots(operation.getSelectionSet());
        }
        if (definition instanceof FragmentDefinition fragment
                && ROOT_TYPES.contains(fragment.getTypeCondition().getName())) {
            countRoots(fragment.getSelectionSet());
        }
    }

    private void countRoots(SelectionSet selections) {
        for (Node<?> selection : selections.getChildren()) {
            if (selection instanceof Field field) {
                rootFields.merge(field.getName(), 1, Integer::sum);
            }
            if (selection instanceof InlineFragment fragment) {
                countRoots(fragment.getSelectionSet());
            }
        }
    }

    int aliases() {
        return aliases;
    }

    int directives() {
        return directives;
    }

    boolean has(Operation operation) {
        return operations.contains(operation);
    }

    /** How often each field of Query and Mutation is asked for, __typename included. */
    Map<String, Integer> rootFields() {
        return rootFields;
    }

    boolean introspects() {
        return introspection != null;
    }

    @Nullable SourceLocation introspection() {
        return introspection == null ? null : introspection.getSourceLocation();
    }

    boolean onlyIntrospects() {
        return introspects()
                && rootFields.keySet().stream()
                        .allMatch(
                                name -> INTROSPECTION.contains(name) || name.equals("__typename"));
    }
}

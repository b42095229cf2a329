package headwater.importer.mapping;

import java.util.List;

/**
 * What a value that is not there means.
 *
 * @param constant the text instead, with {@link Rule#CONSTANT}
 */
record Missing(Rule rule, String constant) {
    enum Rule {
        /** The field is left out. */
        OMIT,
        /** The field is sent as null. */
        NULL,
        /** The row is refused. */
        REFUSE,
        CONSTANT
    }

    /** Left out unless required, if the mapping says nothing. */
    static Missing read(Field field, Yaml yaml) {
        if (yaml.absent()) {
            return new Missing(field.required() ? Rule.REFUSE : Rule.OMIT, "");
        }
        if (yaml.json().isObject()) {
            yaml.onlyKeys(List.of("constant"));
            return new Missing(Rule.CONSTANT, yaml.get("constant").text());
        }
        Rule rule =
                yaml.json().isNull()
                        ? Rule.NULL
                        : switch (yaml.json().asString("")) {
                            case "omit" -> Rule.OMIT;
                            case "null" -> Rule.NULL;
                            case "refuse" -> Rule.REFUSE;
                            default ->
                                    throw yaml.wrong(
                                            "has to be omit, null, refuse or {constant: …}.");
                        };
        if (field.required() && rule != Rule.REFUSE) {
            throw yaml.wrong("the field is needed, so say refuse or {constant: …}.");
        }
        return new Missing(rule, "");
    }
}

package headwater.importer.command;

/** Starts; nothing else. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new ImportCommand(Surroundings.ofProcess()).run(arguments));
    }
}

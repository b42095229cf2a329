package headwater.bench;

/** One request that is sent again and again. */
@FunctionalInterface
interface Shot {
    /** Whether the answer was the expected one. */
    boolean fire() throws Exception;
}

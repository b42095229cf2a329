package headwater.analytics;

/** What a question yields and how fresh it is. */
public record Answer<R>(R value, Freshness freshness) {}

package headwater.crm.shared;

/** A record with a key; the API shows it as a typed id. */
public interface Identified {
    long id();
}

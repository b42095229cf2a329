package headwater.crm.shared;

/** Nobody is signed in. */
public final class Unauthenticated extends HeadwaterException {
    public Unauthenticated() {
        super("Sign in first: send the token of signIn as Authorization: Bearer …");
    }
}

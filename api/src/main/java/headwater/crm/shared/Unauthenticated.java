package headwater.crm.shared;

/** Nobody is signed in. */
public final class Unauthenticated extends HeadwaterException {
    public Unauthenticated() {
        this("Sign in first: send the token of signIn as Authorization: Bearer …");
    }

    public Unauthenticated(String message) {
        super(message);
    }
}

package headwater.importer.server;

/** The server no longer knows the token. */
final class TokenRefused extends Exception {
    TokenRefused(String message) {
        super(message);
    }
}

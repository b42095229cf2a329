package headwater.crm.identity.graphql;

import headwater.crm.identity.Identity;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A request whose token or key was proved; named by its user, whose budget it uses. */
final class BearerAuthentication extends AbstractAuthenticationToken {
    private final transient Identity identity;

    BearerAuthentication(Identity identity) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.identity = identity;
        setAuthenticated(true);
    }

    Identity identity() {
        return identity;
    }

    @Override
    public String getPrincipal() {
        return Long.toString(identity.userId());
    }

    @Override
    public String getCredentials() {
        return "";
    }
}

package headwater.crm.account;

import headwater.crm.duplicate.DuplicateKeys;
import headwater.crm.duplicate.DuplicateSource;
import headwater.crm.duplicate.Match;
import headwater.crm.duplicate.Probe;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.util.List;

@Component
class AccountDuplicates implements DuplicateSource {
    private final AccountDuplicateRepository repository;

    AccountDuplicates(AccountDuplicateRepository repository) {
        this.repository = repository;
    }

    @Override
    public RecordType type() {
        return RecordType.ACCOUNT;
    }

    @Override
    public boolean compares(DuplicateKeys keys) {
        return keys.uscc() != null || keys.name() != null || keys.phone() != null;
    }

    @Override
    public List<Match> matches(Viewer viewer, Probe probe, int limit) {
        return repository.matches(viewer, probe, limit);
    }

    @Override
    public int fill(int limit) {
        return repository.fill(limit);
    }
}

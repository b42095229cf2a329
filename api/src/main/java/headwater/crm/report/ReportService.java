package headwater.crm.report;

import headwater.analytics.AfterWrite;
import headwater.analytics.Analytics;
import headwater.analytics.Answer;
import headwater.analytics.CompanyCalendar;
import headwater.analytics.Question;
import headwater.analytics.QuestionRefused;
import headwater.analytics.Scope;
import headwater.analytics.WarehouseBehind;
import headwater.analytics.WarehouseUnavailable;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Action;
import headwater.crm.permission.RowScope;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.WritePosition;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UpstreamUnavailable;
import headwater.crm.sharing.ShareService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.Set;
import java.util.function.Function;

/**
 * Asks the warehouse on a viewer's behalf: his rows, the company's calendar, his own writes when he
 * waits for them.
 */
@Service
public class ReportService {
    private final Analytics analytics;
    private final CompanyService company;
    private final WritePosition position;
    private final ShareService shares;

    ReportService(
            Analytics analytics,
            CompanyService company,
            WritePosition position,
            ShareService shares) {
        this.analytics = analytics;
        this.company = company;
        this.position = position;
        this.shares = shares;
    }

    /**
     * @param question made from the company's calendar
     * @param after a consistencyToken to wait for
     * @throws BadInput if the question makes no sense
     * @throws UpstreamUnavailable if the warehouse does not answer, or has not got that write in
     *     time
     */
    public <R> Answer<R> ask(
            Viewer viewer,
            Function<CompanyCalendar, Question<R>> question,
            @Nullable String after) {
        Company settings = company.company();
        var calendar =
                new CompanyCalendar(
                        settings.zone(), settings.fiscalYearStartMonth(), settings.currency());
        try {
            Question<R> asked = question.apply(calendar);
            QuestionFields.require(viewer, asked);
            return analytics.ask(
                    asked, scope(viewer), new AfterWrite(from(viewer, after), position::nudge));
        } catch (QuestionRefused e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        } catch (WarehouseBehind | WarehouseUnavailable e) {
            throw new UpstreamUnavailable(String.valueOf(e.getMessage()));
        }
    }

    /** The write waited for, or the last change to what anybody may see, whichever is later. */
    private static long from(Viewer viewer, @Nullable String after) {
        long write = after == null ? 0 : WritePosition.parse(after);
        String since = viewer.access().since();
        return since == null ? write : Math.max(write, WritePosition.parse(since));
    }

    private Scope scope(Viewer viewer) {
        RowScope rows = viewer.scope(RecordType.OPPORTUNITY, Action.READ);
        return rows.owners() == null
                ? new Scope.All()
                : new Scope.Some(
                        rows.owners(), Set.copyOf(shares.reaching(viewer, RecordType.OPPORTUNITY)));
    }
}

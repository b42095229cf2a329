/** Every question the page asks; test/contract.test.ts holds them against schema.graphqls. */

export const SIGN_IN = /* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      token
      refreshToken
      userErrors { code message }
    }
  }
`;

export const REFRESH = /* GraphQL */ `
  mutation Refresh($input: RefreshSessionInput!) {
    refreshSession(input: $input) {
      token
      refreshToken
    }
  }
`;

export const SETTING = /* GraphQL */ `
  query Setting {
    viewer { name login team { name } }
    company { name currency timeZone fiscalYearStartMonth }
    pipelines(first: 100) { nodes { id name } }
  }
`;

export const DASHBOARD = /* GraphQL */ `
  query Dashboard(
    $pair: PeriodInput!
    $twoYears: PeriodInput!
    $year: PeriodInput!
    $quarter: PeriodInput!
    $by: [String!]!
    $pipeline: ID!
    $asOf: DateTime
  ) {
    analytics {
      wonAmount: metric(name: "wonAmount", period: $pair, grain: QUARTER, asOf: $asOf) { ...Series }
      wonCount: metric(name: "wonCount", period: $pair, grain: QUARTER, asOf: $asOf) { ...Series }
      averageDealSize: metric(name: "averageDealSize", period: $pair, grain: QUARTER, asOf: $asOf) { ...Series }
      salesCycle: metric(name: "salesCycleDaysMedian", period: $pair, grain: QUARTER, asOf: $asOf) { ...Series }
      openCount: metric(name: "openCount", period: $pair, grain: QUARTER, asOf: $asOf) { ...Series }
      winRate: metric(name: "winRate", period: $twoYears, grain: QUARTER, asOf: $asOf) { ...Series }
      wonByMonth: metric(name: "wonAmount", period: $twoYears, grain: MONTH, asOf: $asOf) { ...Series }
      wonAmountBy: metric(name: "wonAmount", period: $quarter, dimensions: $by, asOf: $asOf) { ...Places }
      wonCountBy: metric(name: "wonCount", period: $quarter, dimensions: $by, asOf: $asOf) { ...Places }
      winRateBy: metric(name: "winRate", period: $quarter, dimensions: $by, asOf: $asOf) { ...Places }
      openCountBy: metric(name: "openCount", period: $quarter, dimensions: $by, asOf: $asOf) { ...Places }
      funnel(pipeline: $pipeline, period: $year, asOf: $asOf) {
        freshness { asOf lagMillis }
        stages { stage name reached conversionFromPrevious inStage inStageAmount }
        wonCount
        lostCount
      }
    }
  }
  fragment Series on MetricResult {
    freshness { asOf lagMillis }
    rows { bucket value n lowSample }
  }
  fragment Places on MetricResult {
    freshness { asOf lagMillis }
    rows { value n lowSample dimensions { key label } }
  }
`;

export interface SignInAnswer {
  signIn: { token: string | null; refreshToken: string | null; userErrors: { code: string; message: string }[] };
}

export interface RefreshAnswer {
  refreshSession: { token: string | null; refreshToken: string | null };
}

export interface Setting {
  viewer: { name: string | null; login: string | null; team: { name: string | null } | null };
  company: { name: string; currency: string; timeZone: string; fiscalYearStartMonth: number };
  pipelines: { nodes: { id: string; name: string | null }[] };
}

export interface Figure {
  value: number | null;
  n: number;
  lowSample: boolean;
}

export interface Bucket extends Figure {
  bucket: string;
}

export interface Place extends Figure {
  dimensions: { key: string | null; label: string | null }[];
}

export interface Freshness {
  asOf: string;
  lagMillis: number;
}

export interface Answered<R> {
  freshness: Freshness;
  rows: R[];
}

export interface Stage {
  stage: string;
  name: string;
  reached: number;
  conversionFromPrevious: number | null;
  inStage: number;
  inStageAmount: number | null;
}

export interface Funnel {
  freshness: Freshness;
  stages: Stage[];
  wonCount: number;
  lostCount: number;
}

type Series = "wonAmount" | "wonCount" | "averageDealSize" | "salesCycle" | "openCount" | "winRate" | "wonByMonth";
type Places = "wonAmountBy" | "wonCountBy" | "winRateBy" | "openCountBy";

/** What one look at the page is drawn from. */
export type Figures = Record<Series, Answered<Bucket>> & Record<Places, Answered<Place>> & { funnel: Funnel };

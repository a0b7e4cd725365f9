import type { Deadline } from "#app/domain/deadline.ts";
/** An entry of a waiting list as its tables show it. */
export interface WaitLine {
  entry: {
    id: string;
    createdAt: Date;
    facilityId: string;
    earliest: Date;
    latest: Date;
    minutes: number;
    deadline: Deadline | null;
    purpose: string;
  };
  titleZh: string;
  titleEn: string;
  zone: string;
  userName: string;
  organizationZh: string;
  organizationEn: string;
  state: string;
  before: number;
  startsAt: Date | null;
  endsAt: Date | null;
}

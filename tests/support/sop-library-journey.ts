import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrowsOf, arrowsWalked, checkCourse, walkCourses, type Course, type Walked } from './sop-courses.ts';
import { sopWorld, type SopWorld } from './sop-world.ts';

/**
 * Tests that ready templates run to their ends by every way they draw: one service, one time line, the built-in judge of
 * replies, the vendor's ledger as the witness.
 */
export function libraryJourney(table: Readonly<Record<string, readonly Course[]>>): void {
  let world: SopWorld;
  let walked: Map<Course, Walked>;
  beforeAll(async () => {
    world = await sopWorld({}, { judge: 'own' });
    walked = await walkCourses(world, table);
  }, 180_000);
  afterAll(async () => await world.stop());

  describe.each(Object.entries(table))('%s', (library, courses) => {
    it.each(courses.map((course) => [course.name, course] as const))('%s', async (_name, course) => {
      await checkCourse(world, library, walked.get(course)!);
    });

    it('goes every way it draws', async () => {
      const all = await Promise.all(courses.map((course) => arrowsWalked(world, library, walked.get(course)!.id!)));
      expect(new Set(all.flat())).toEqual(new Set(arrowsOf(library)));
    });
  });
}
